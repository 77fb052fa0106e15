package vpc

import (
	"fmt"
	"strings"
	"testing"
)

func TestUserData(t *testing.T) {
	cases := []struct{ name, family, script, first, each string }{
		{"none", "amazon", "", "sshd:22", "sshd:22"},
		{"started and enabled", "amazon", "#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx\n", "sshd:22 nginx:80", "sshd:22 nginx:80"},
		{"started only", "amazon", "#!/bin/bash\nyum -y install httpd\nsystemctl start httpd", "sshd:22 httpd:80", "sshd:22"},
		{"enabled only", "amazon", "#!/bin/bash\nyum install -y httpd && systemctl enable httpd", "sshd:22", "sshd:22 httpd:80"},
		{"installed only", "amazon", "#!/bin/bash\ndnf install -y nginx", "sshd:22", "sshd:22"},
		{"never installed", "amazon", "#!/bin/bash\nsystemctl enable --now nginx", "sshd:22", "sshd:22"},
		{"two services", "amazon", "#!/bin/bash\ndnf -y install nginx mariadb105-server\nsystemctl start mariadb nginx", "sshd:22 nginx:80 mariadb:3306", "sshd:22"},
		{"service command", "amazon", "#!/bin/sh\nyum install httpd -y; service httpd start", "sshd:22 httpd:80", "sshd:22"},
		{"Ubuntu starts by itself", "ubuntu", "#!/bin/bash\napt-get update && apt-get install -y nginx", "sshd:22 nginx:80", "sshd:22 nginx:80"},
		{"wrong package manager", "amazon", "#!/bin/bash\napt install -y nginx\nsystemctl start nginx", "sshd:22", "sshd:22"},
		{"yum on Ubuntu", "ubuntu", "#!/bin/bash\nyum install -y nginx\nsystemctl start nginx", "sshd:22", "sshd:22"},
		{"MySQL hears itself only", "ubuntu", "#!/bin/bash\napt install -y mysql-server", "sshd:22 mysql:3306(lo)", "sshd:22 mysql:3306(lo)"},
		{"python", "amazon", "#!/bin/bash\nnohup python3 -m http.server 8080 &\n", "sshd:22 python3:8080", "sshd:22"},
		{"python, default port, bound", "amazon", "#!/bin/bash\npython3 -m http.server --bind 127.0.0.1", "sshd:22 python3:8000(lo)", "sshd:22"},
		{"netcat in a loop", "amazon", "#!/bin/bash\nwhile true; do nc -l -p 9000; done", "sshd:22 nc:9000", "sshd:22"},
		{"netcat, UDP", "amazon", "#!/bin/bash\nnc -lku 5353 &", "sshd:22 nc:5353/udp", "sshd:22"},
		{"a client is no listener", "amazon", "#!/bin/bash\nnc db 3306", "sshd:22", "sshd:22"},
		{"the lab's line", "amazon", "# skylab: listen tcp/3306 mysqld", "sshd:22 mysqld:3306", "sshd:22 mysqld:3306"},
		{"the lab's line, own host", "amazon", "#!/bin/bash\n# skylab: listen tcp/127.0.0.1:6379 redis", "sshd:22 redis:6379(lo)", "sshd:22 redis:6379(lo)"},
		{"the lab's line, wrong", "amazon", "# skylab: listen tcp/70000 x\n# skylab: listen x/80 y\n# skylab: listen ", "sshd:22", "sshd:22"},
		{"a comment", "amazon", "#!/bin/bash\n# dnf install -y nginx\n# systemctl start nginx", "sshd:22", "sshd:22"},
		{"no #!", "amazon", "dnf install -y nginx\nsystemctl start nginx", "sshd:22", "sshd:22"},
		{"cloud-config", "amazon", "#cloud-config\nruncmd:\n- dnf install -y nginx\n- [systemctl, enable, --now, nginx]\n", "sshd:22 nginx:80", "sshd:22 nginx:80"},
		{"stopped again", "amazon", "#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx\nsystemctl disable --now nginx", "sshd:22", "sshd:22"},
	}
	for _, c := range cases {
		b := bootOf(c.script, c.family, "ip-10-0-0-9.ec2.internal", []Listener{sshd})
		if got := spell(b.first); got != c.first {
			t.Errorf("%s: first %s, want %s", c.name, got, c.first)
		}
		if got := spell(b.each); got != c.each {
			t.Errorf("%s: each %s, want %s", c.name, got, c.each)
		}
	}
}

func spell(list []Listener) string {
	var words []string
	for _, l := range list {
		w := fmt.Sprintf("%s:%d", l.Name, l.Port)
		if l.Protocol == 17 {
			w += "/udp"
		}
		if l.Loopback {
			w += "(lo)"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func TestUserDataPages(t *testing.T) {
	for _, c := range []struct{ script, want string }{
		{"echo '<h1>lunch</h1>' > /usr/share/nginx/html/index.html", "<h1>lunch</h1>\n"},
		{`echo "from $(hostname -f)" | sudo tee /usr/share/nginx/html/index.html`, "from ip-10-0-0-9.ec2.internal\n"},
		{"cat > /usr/share/nginx/html/index.html <<'EOF'\n<p>menu</p>\n<p>2</p>\nEOF", "<p>menu</p>\n<p>2</p>\n"},
		{"cat <<EOF > /usr/share/nginx/html/index.html\nx\nEOF", "x\n"},
		{"echo hello > /var/www/html/index.html", "<h1>Welcome to nginx!</h1>\n"}, // not nginx's folder
		{"true", "<h1>Welcome to nginx!</h1>\n"},
	} {
		b := bootOf("#!/bin/bash\ndnf install -y nginx\n"+c.script+"\nsystemctl start nginx\n", "amazon", "ip-10-0-0-9.ec2.internal", []Listener{sshd})
		if got := b.first[len(b.first)-1]; got.Name != "nginx" || got.Answer != c.want {
			t.Errorf("%s: %s answers %q, want %q", c.script, got.Name, got.Answer, c.want)
		}
	}
}

func FuzzUserData(f *testing.F) {
	f.Add("#!/bin/bash\ncat > a <<EOF\nx\nEOF\nnc -l 1 & python3 -m http.server 2")
	f.Fuzz(func(t *testing.T, script string) {
		b := bootOf(script, "amazon", "h", []Listener{sshd})
		for _, l := range append(b.first, b.each...) {
			if l.Port <= 0 || l.Port > 65535 || l.Protocol != 6 && l.Protocol != 17 || l.Name == "" {
				t.Errorf("listener %+v", l)
			}
		}
	})
}
