package coreutils

import (
	"maps"

	"skylab/console/desk"
)

// Tools is the table of this package's commands.
func Tools() map[string]desk.Tool {
	all := map[string]desk.Tool{}
	for _, part := range []map[string]desk.Tool{textTools(), fileTools(), systemTools(), byteTools()} {
		maps.Copy(all, part)
	}
	return all
}

func textTools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"cat": cat, "head": head, "tail": tail, "grep": grep, "egrep": grep, "fgrep": grep, "sort": sortLines,
		"uniq": uniq, "wc": wc, "cut": cut, "tr": tr, "sed": sed, "tee": tee, "rev": rev, "tac": tac, "nl": nl,
		"paste": paste, "column": column, "diff": diff, "comm": comm, "fold": fold, "seq": seq,
		"base64": base64Tool, "jq": jq, "shuf": shuf, "less": cat, "more": cat,
		"yes": yes, "join": join,
	}
}

// byteTools are those that look at octets and change them.
func byteTools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"xxd": xxd, "od": od, "hexdump": hexdump, "hd": hexdump, "cmp": cmp, "dd": dd, "truncate": truncate, "shred": shred, "du": du,
		"split": split, "md5sum": sum, "sha1sum": sum, "sha224sum": sum, "sha256sum": sum, "sha384sum": sum, "sha512sum": sum,
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
