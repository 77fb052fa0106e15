package simulators

// wireS3 gives S3 its way to KMS.
func (w *World) wireS3() { w.S3.Plug(w.keysFor("s3")) }
