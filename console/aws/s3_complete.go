package aws

import (
	"strings"
)

// offerStorage completes aws s3: its commands, their options, files and what
// lies in buckets.
func (c *completion) offerStorage() {
	if len(c.storage) == 0 {
		for i := range storageCommands {
			c.offer(storageCommands[i].name, storageCommands[i].doc)
		}
		c.offer("help", "")
		return
	}
	for i := range storageCommands {
		command := &storageCommands[i]
		if command.name != c.storage[0] || !strings.HasPrefix(c.last, "-") {
			continue
		}
		s := storage{grammar: command.grammar()}
		for _, name := range s.optionNames() {
			if !c.used[name] {
				c.offer("--"+name, "")
			}
		}
	}
	if strings.HasPrefix(c.last, "-") {
		return
	}
	c.offerObjects()
	if folder := c.last[:strings.LastIndexByte(c.last, '/')+1]; c.Files != nil && !strings.HasPrefix(c.last, "s3:") {
		for _, name := range c.Files(folder) {
			c.offer(folder+name, "")
		}
	}
}

// offerObjects offers buckets, and in a bucket the names of objects.
func (c *completion) offerObjects() {
	for b := range c.World.S3.Buckets.All {
		root := "s3://" + b.Name + "/"
		c.offer(root, b.Scope.Region)
		if !strings.HasPrefix(c.last, root) {
			continue
		}
		for o := range b.Objects.All {
			c.offer(root+o.Name, "")
		}
	}
}
