package net

import (
	"fmt"
	"strings"

	"skylab/simulators/vpc"
)

// serve is what the far end answers: a listener of an instance, S3 or another
// service, the metadata of the host itself, a page of the internet.
func (v view) serve(o curlOptions, t transfer) response {
	switch {
	case t.to.Kind == vpc.AtMetadata:
		return v.metadata(o, t.path)
	case t.host == checkIP:
		return page("text/plain", t.seen.String()+"\n")
	case t.to.Kind == vpc.AtService && t.to.ID == "s3" || t.to.Bucket != "":
		return v.s3(t)
	case t.to.Kind == vpc.AtService:
		return page("application/json", "healthy: "+t.host+"\n")
	case t.to.Kind == vpc.AtInternet:
		if met, declared := v.site(t.connection.address, uint16(t.port), t.path); declared {
			return sitePage(met)
		}
		return page("text/html", "<!doctype html><title>"+t.host+"</title>\n")
	case t.instance == nil:
		return page("text/plain", "healthy: "+t.host+"\n")
	}
	return listenerPage(t.listener)
}

func page(kind, body string) response {
	return response{status: 200, reason: "OK", body: body, headers: []string{
		"Content-Type: " + kind, fmt.Sprintf("Content-Length: %d", len(body)),
	}}
}

// silentServers do not speak HTTP.
var silentServers = []string{"sshd", "mysqld", "mysql", "mariadb", "postgresql", "postgres", "redis", "redis6", "redis-server", "named"}

// listenerPage is what a process of an instance answers; the zero response
// when it does not speak HTTP.
func listenerPage(l vpc.Listener) response {
	for _, name := range silentServers {
		if l.Name == name {
			return response{}
		}
	}
	r := page("text/html", l.Answer)
	if l.Name != "" {
		r.headers = append([]string{"Server: " + l.Name}, r.headers...)
	}
	return r
}

// s3 answers for a bucket. Buckets and objects are not simulated: every object
// is there unless the endpoint on the way forbids the bucket.
func (v view) s3(t transfer) response {
	key := strings.TrimPrefix(t.path, "/")
	bucket := t.to.Bucket
	if bucket == "" { // path style: /BUCKET/KEY
		bucket, key, _ = strings.Cut(key, "/")
	}
	if bucket == "" {
		return denied(403, "Forbidden", "AccessDenied", "Access Denied")
	}
	if id := endpointOn(t.trace); id != "" && !v.n.EndpointAllows(id, bucket+"/"+key) {
		return denied(403, "Forbidden", "AccessDenied", "Access Denied")
	}
	if key == "" {
		return page("application/xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>"+bucket+"</Name></ListBucketResult>\n")
	}
	return page("binary/octet-stream", bucket+"/"+key+"\n")
}

// endpointOn is the endpoint that a trace went through, or empty.
func endpointOn(t vpc.Trace) string {
	for _, h := range t.Forward() {
		if h.Kind == "vpce" {
			return h.At
		}
	}
	return ""
}

func denied(status int, reason, code, message string) response {
	body := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>\n"
	r := page("application/xml", body)
	r.status, r.reason = status, reason
	return r
}
