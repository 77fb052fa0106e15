package quizzes

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"skylab/text"
)

// manyBanks are banks of n items in files of fifty, each about as long as a
// written one, in both languages.
func manyBanks(n int) fstest.MapFS {
	files := fstest.MapFS{}
	var en, ko strings.Builder
	for i := range n {
		if i%50 == 0 {
			en.Reset()
			ko.Reset()
			fmt.Fprintf(&en, "---\ntitle: Bank %d\nmodule: m%d\n---\n\n```world lunch\naws ec2 create-vpc --cidr-block 10.0.0.0/16\n```\n\n", i/50, i/500)
			fmt.Fprintf(&ko, "---\ntitle: 은행 %d\n---\n\n", i/50)
		}
		fmt.Fprintf(&en, oneOfMany, i, i, i, i, i%97)
		fmt.Fprintf(&ko, oneOfManyKO, i, i, i)
		if i%50 == 49 || i == n-1 {
			name := fmt.Sprintf("m%d/bank-%03d", i/500, i/50)
			files[name+".md"] = &fstest.MapFile{Data: []byte(en.String())}
			files[name+".ko.md"] = &fstest.MapFile{Data: []byte(ko.String())}
		}
	}
	return files
}

const oneOfMany = `## Item number %d {#item-%d kind=choice topic=endpoints level=2 tasks=SAA-C03/3.4,CLF-C02/3.5 world=lunch}

<!-- for authors -->
Hosts of private subnet %d must read from S3 and reach nothing else, at the lowest monthly cost[^vpc.nat-price]. The subnet has a network ACL of its own, and the hosts have no public addresses. What do you add for item %d?

- [ ] nat: A NAT gateway in a public subnet, and a default route to it
  > It works, but it is paid by the hour and by the gigabyte, and it opens the whole internet.
- [x] gateway: A gateway endpoint for S3 in the private route table
  > Free, and S3 is all that the route leads to.
- [ ] interface: An interface endpoint for S3 in each private subnet
  > It works and costs by the hour in each zone; a gateway endpoint does the same for nothing.
- [ ] peer: A peering connection to a VPC that has an internet gateway
  > Peering is not transitive: nobody uses another VPC's gateway through it.

` + "```try nat\naws ec2 describe-vpcs\n```\n\n```try gateway\naws ec2 create-subnet --cidr-block 10.0.%d.0/24\n```\n\n```try interface\necho interface\n```\n\n```try peer\necho peer\n```\n\n```check\naws ec2 describe-subnets\n```\n\n" + `> [!NOTE]
> What decides is the price for S3 alone.

`

const oneOfManyKO = `## %d번 문항 {#item-%d}

프라이빗 서브넷 %d의 호스트는 S3만 읽어야 하고 다른 곳에는 닿으면 안 되며, 월 비용이 가장 낮아야 합니다[^vpc.nat-price]. 무엇을 추가합니까?

- nat: 퍼블릭 서브넷의 NAT 게이트웨이와 그리로 가는 기본 경로
  > 되기는 하지만 시간과 용량마다 비용이 들고 인터넷 전체가 열립니다.
- gateway: 프라이빗 라우팅 테이블에 연결한 S3 게이트웨이 엔드포인트
  > 무료이고, 그 경로로는 S3에만 닿습니다.
- interface: 프라이빗 서브넷마다 하나씩 둔 S3 인터페이스 엔드포인트
  > 되기는 하지만 가용 영역마다 시간당 비용이 듭니다.
- peer: 인터넷 게이트웨이가 있는 VPC와의 피어링 연결
  > 피어링은 전이되지 않으므로 다른 VPC의 게이트웨이를 쓸 수 없습니다.

> [!NOTE]
> S3만 쓸 때의 가격이 답을 가릅니다.

`

func BenchmarkOpen5000Items(b *testing.B) {
	files := manyBanks(5000)
	for _, local := range []bool{false, true} {
		b.Run(map[bool]string{false: "builtin", true: "local"}[local], func(b *testing.B) {
			for b.Loop() {
				lib, _ := Open(nil, nil, nil, Source{Name: "many", FS: files, Local: local})
				if len(lib.Entries()) != 5000 {
					b.Fatal(len(lib.Entries()))
				}
			}
		})
	}
}

func BenchmarkSearch5000Items(b *testing.B) {
	lib, _ := Open(nil, nil, nil, Source{Name: "many", FS: manyBanks(5000)})
	for _, words := range []string{"gateway endpoint s3", "게이트웨이 엔드포인트", "item 4711", "no such words"} {
		b.Run(strings.ReplaceAll(words, " ", "-"), func(b *testing.B) {
			for b.Loop() {
				lib.Search(words, text.Korean)
			}
		})
	}
}

func BenchmarkItemParsed(b *testing.B) {
	lib, _ := Open(nil, nil, nil, Source{Name: "many", FS: manyBanks(50)})
	for b.Loop() {
		if _, err := lib.Item(context.Background(), "m0/item-7"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBuiltinOpens(b *testing.B) {
	for b.Loop() {
		Open(nil, nil, nil, Builtin())
	}
}
