package cloud

// Resource is what a Collection can hold: it knows its ID and how to copy
// itself so that the copy shares no slice, map or pointer with it.
type Resource[T any] interface {
	Key() string
	Clone() T
}

// Collection is a set of resources by ID that is walked in the order of
// creation, so nothing seen ever depends on map order.
type Collection[T Resource[T]] struct {
	list  []T
	place map[string]int
}

// Len counts the resources.
func (c *Collection[T]) Len() int { return len(c.list) }

// Find returns the resource to read or to change in place, or nil. The pointer
// is good until the next Add or Remove.
func (c *Collection[T]) Find(id string) *T {
	if i, ok := c.place[id]; ok {
		return &c.list[i]
	}
	return nil
}

// Add puts a resource at the end. An ID that is there already is replaced.
func (c *Collection[T]) Add(v T) *T {
	if p := c.Find(v.Key()); p != nil {
		*p = v
		return p
	}
	if c.place == nil {
		c.place = map[string]int{}
	}
	c.place[v.Key()] = len(c.list)
	c.list = append(c.list, v)
	return &c.list[len(c.list)-1]
}

// Remove takes a resource out; the rest keep their order.
func (c *Collection[T]) Remove(id string) {
	i, ok := c.place[id]
	if !ok {
		return
	}
	delete(c.place, id)
	c.list = append(c.list[:i], c.list[i+1:]...)
	for ; i < len(c.list); i++ {
		c.place[c.list[i].Key()] = i
	}
}

// All walks the resources in order of creation; they may be changed in place.
func (c *Collection[T]) All(yield func(*T) bool) {
	for i := range c.list {
		if !yield(&c.list[i]) {
			return
		}
	}
}

// Clone copies every resource.
func (c *Collection[T]) Clone() Collection[T] {
	if c.list == nil {
		return Collection[T]{}
	}
	n := Collection[T]{list: make([]T, len(c.list)), place: make(map[string]int, len(c.list))}
	for i := range c.list {
		n.list[i] = c.list[i].Clone()
		n.place[c.list[i].Key()] = i
	}
	return n
}
