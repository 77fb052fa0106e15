package net

import (
	"context"

	"skylab/console/desk"
)

func Ping(context.Context, *desk.Desk, []string) int { return 0 }
func Curl(context.Context, *desk.Desk, []string) int { return 0 }
func SSH(context.Context, *desk.Desk, []string) int  { return 0 }
func NC(context.Context, *desk.Desk, []string) int   { return 0 }
func Dig(context.Context, *desk.Desk, []string) int  { return 0 }
