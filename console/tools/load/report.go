package load

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/text"
)

// report is what came of a load, in the learner's language, 80 columns wide.
type report struct {
	strings.Builder
	say   text.Speaker
	label int // width of the first column
}

func (o *options) report(say text.Speaker, r *lambda.Result, prices lambda.Prices, limit int, rest uint64) string {
	p := &report{say: say, label: 14}
	all := r.Sum()
	p.head(o)
	p.requests(o, r, &all)
	p.times(&all)
	p.environments(r, &all, limit)
	p.queue(o, r)
	p.versions(r)
	p.histogram(&all)
	p.overTime(r)
	p.bill(o, r, prices)
	p.note(r, rest)
	return p.String()
}

// row is one line: what it is about, and what there is to say.
func (p *report) row(label, what string) {
	if label != "" {
		label = p.say.Say("load.row." + label)
	}
	p.WriteString("  " + left(label, p.label) + what + "\n")
}

func (p *report) head(o *options) {
	title := o.title()
	if title == "" {
		title = p.say.Say("load.model")
	}
	for i := range o.streams {
		s := &o.streams[i]
		name := title
		if len(o.streams) > 1 {
			one := options{streams: o.streams[i : i+1]}
			name = one.title()
		}
		how := p.say.Say("load.shape." + string(s.Shape))
		if s.Shape != lambda.Trace {
			how = s.written + " " + how
		}
		p.WriteString(p.say.Say("load.head", "what", name, "how", how, "long", o.long) + "\n")
	}
	p.WriteString("\n")
}

func (p *report) requests(o *options, r *lambda.Result, all *lambda.Tally) {
	served, id := all.Requests-all.Throttles, "load.served"
	if len(o.streams) == 1 && o.streams[0].queue != "" {
		id = "load.batches"
	}
	p.row("served", p.say.Say(id, "served", grouped(served), "asked", grouped(r.Asked), "share", percent(served, all.Requests)))
	cold := p.say.Say("load.cold", "count", grouped(all.ColdStarts), "share", percent(all.ColdStarts, served))
	if all.Init.Len() > 0 && all.Init.Max() > 0 {
		cold += p.say.Say("load.cold-init", "p50", brief(all.Init.Quantile(0.5)), "most", brief(all.Init.Max()))
	}
	p.row("cold", cold)
	if all.Throttles > 0 {
		p.row("throttled", p.say.Say("load.throttled", "count", grouped(all.Throttles), "lost", grouped(r.Lost)))
		for _, x := range all.Why() {
			p.row("", p.say.Say("load.why", "count", grouped(x.Count), "reason", x.Reason, "what", p.say.Say("load.reason."+x.Reason)))
		}
	} else {
		p.row("throttled", "0")
	}
	errors := grouped(all.Errors)
	if all.TimedOut > 0 {
		errors += p.say.Say("load.timed-out", "count", grouped(all.TimedOut))
	}
	p.row("errors", errors)
	if r.Missing > 0 {
		p.row("missing", grouped(r.Missing))
	}
}

func (p *report) times(all *lambda.Tally) {
	if all.Latency.Len() == 0 {
		return
	}
	var words []string
	for _, q := range []struct {
		name  string
		share float64
	}{{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99}, {"p99.9", 0.999}} {
		words = append(words, q.name+" "+brief(all.Latency.Quantile(q.share)))
	}
	words = append(words, p.say.Say("load.longest", "long", brief(all.Latency.Max())))
	p.row("latency", strings.Join(words, "  "))
}

func (p *report) environments(r *lambda.Result, all *lambda.Tally, limit int) {
	most := ""
	if limit < 1<<30 {
		most = p.say.Say("load.limit", "limit", grouped(uint64(max(0, limit))))
	}
	p.row("busy", p.say.Say("load.usual", "mean", fixed(r.MeanBusy()), "usual", grouped(uint64(r.MedianBusy())), "peak", grouped(uint64(r.Peak)))+most)
	p.row("there", p.say.Say("load.mean", "mean", fixed(r.MeanEnvironments()), "peak", grouped(uint64(r.Longest))))
	if all.Provisioned > 0 {
		p.row("provisioned", p.say.Say("load.provisioned", "count", grouped(all.Provisioned), "share", percent(all.Provisioned, all.Requests-all.Throttles)))
	}
}

// fixed prints a mean with as many decimals as mean something.
func fixed(x float64) string {
	switch {
	case x >= 100:
		return strconv.FormatFloat(x, 'f', 0, 64)
	case x >= 10:
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

func (p *report) queue(o *options, r *lambda.Result) {
	for i := range o.streams {
		if o.streams[i].queue != "" {
			p.row("queue", p.say.Say("load.queue", "done", grouped(r.Wait.Len()), "left", grouped(uint64(r.Left)), "dead", grouped(r.DeadLetters)))
			p.row("", p.say.Say("load.waited", "p50", brief(r.Wait.Quantile(0.5)), "p99", brief(r.Wait.Quantile(0.99)), "most", grouped(uint64(r.Waiting))))
			return
		}
	}
}

// versions is a table, when there are several.
func (p *report) versions(r *lambda.Result) {
	if len(r.Versions) < 2 {
		return
	}
	widths := []int{22, 12, 8, 10, 8, 9, 9}
	line := func(words ...string) {
		s := "  " + left(words[0], widths[0])
		for i, w := range words[1:] {
			s += right(w, widths[i+1])
		}
		p.WriteString(strings.TrimRight(s, " ") + "\n")
	}
	col := func(name string) string { return p.say.Say("load.column." + name) }
	p.WriteString("\n")
	line(col("version"), col("served"), col("cold"), col("throttled"), col("errors"), "p50", "p99")
	for _, y := range r.Versions {
		line(y.Function+":"+y.Version, grouped(y.Requests-y.Throttles), grouped(y.ColdStarts), grouped(y.Throttles), grouped(y.Errors),
			brief(y.Latency.Quantile(0.5)), brief(y.Latency.Quantile(0.99)))
	}
}

func (p *report) histogram(all *lambda.Tally) {
	bars := all.Latency.Bars(8)
	if len(bars) < 2 {
		return
	}
	most := uint64(0)
	for _, b := range bars {
		most = max(most, b.Count)
	}
	p.WriteString("\n")
	for i, b := range bars {
		label := ""
		if i == 0 {
			label = "histogram"
		}
		p.row(label, right(brief(b.From), 8)+" – "+left(brief(b.To), 9)+left(bar(b.Count, most, 30), 32)+right(grouped(b.Count), 12))
	}
}

// overTime draws what happened in each part of the load's time.
func (p *report) overTime(r *lambda.Result) {
	if len(r.Buckets) < 2 {
		return
	}
	var busy, colds, turned []uint64
	for _, b := range r.Buckets {
		busy, colds, turned = append(busy, uint64(b.Busy)), append(colds, b.ColdStarts), append(turned, b.Throttles)
	}
	p.WriteString("\n")
	p.row("over-time", p.say.Say("load.over-time", "each", brief(r.Buckets[1].At-r.Buckets[0].At)))
	for _, x := range []struct {
		label  string
		counts []uint64
	}{{"busy", busy}, {"cold", colds}, {"throttled", turned}} {
		if s := spark(x.counts); s != "" {
			p.row(x.label, s)
		}
	}
}

func (p *report) bill(o *options, r *lambda.Result, prices lambda.Prices) {
	if o.plan.Model != nil {
		return
	}
	u := r.Usage()
	lines, total := prices.Bill(u, false)
	_, free := prices.Bill(u, true)
	gbs := 0.0
	for _, l := range lines {
		if l.Code != "REQUESTS" && l.Code != "SNAPSTART_RESTORE" {
			gbs += l.Quantity
		}
	}
	p.WriteString("\n")
	p.row("bill", p.say.Say("load.bill", "requests", grouped(u.Requests), "gbs", quantity(gbs), "total", dollars(total), "free", dollars(free)))
	const month = 30 * cloud.Day
	if o.plan.For >= 10*cloud.Minute && o.plan.For < month {
		much := u.Times(float64(month) / float64(o.plan.For))
		_, total = prices.Bill(much, false)
		_, free = prices.Bill(much, true)
		p.row("", p.say.Say("load.month", "total", "$"+total.Cents(), "free", "$"+free.Cents()))
	}
}

// dollars prints an amount to the cent, and a small one to the figure that
// says something.
func dollars(m lambda.Money) string {
	if m > 0 && m < lambda.Dollar {
		return "$" + m.Fixed(6)
	}
	return "$" + m.Cents()
}

func (p *report) note(r *lambda.Result, rest uint64) {
	if rest > 0 {
		p.WriteString("\n")
		p.WriteString("  " + p.say.Say("load.left-out", "count", grouped(rest)) + "\n")
	}
	if r.Dropped > 0 {
		p.row("", p.say.Say("load.dropped", "count", grouped(r.Dropped)))
	}
}
