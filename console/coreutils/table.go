package coreutils

import (
	"maps"

	"skylab/console/desk"
)

// Tools is the table of this package's commands.
func Tools() map[string]desk.Tool {
	all := map[string]desk.Tool{}
	for _, part := range []map[string]desk.Tool{textTools(), fileTools(), systemTools()} {
		maps.Copy(all, part)
	}
	return all
}

func textTools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"cat": cat, "head": head, "tail": tail, "grep": grep, "egrep": grep, "fgrep": grep, "sort": sortLines,
		"uniq": uniq, "wc": wc, "cut": cut, "tr": tr, "sed": sed, "tee": tee, "rev": rev, "tac": tac, "nl": nl,
		"paste": paste, "column": column, "diff": diff, "cmp": cmp, "comm": comm, "fold": fold, "seq": seq,
		"base64": base64Tool, "jq": jq, "sha256sum": sum, "sha1sum": sum, "md5sum": sum, "shuf": shuf, "less": cat, "more": cat,
		"yes": yes, "split": split, "join": join,
	}
}

func fileTools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"ls": ls, "rm": rm, "mkdir": mkdir, "rmdir": rmdir, "touch": touch, "cp": cp, "mv": mv, "stat": stat,
		"chmod": chmod, "find": find, "basename": basename, "dirname": dirname, "realpath": realpath,
		"readlink": realpath, "mktemp": mktemp,
	}
}

func systemTools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"date": date, "sleep": sleep, "xargs": xargs, "env": env, "printenv": printenv, "timeout": timeout,
		"expr": expr, "whoami": whoami, "id": id, "hostname": hostname, "uname": uname, "clear": clear1, "nproc": nproc,
		"sudo": sudo, "nohup": nohup, "nice": nohup, "tty": tty, "arch": arch, "groups": whoami, "sync": clear1,
	}
}
