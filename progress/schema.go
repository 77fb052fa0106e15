package progress

// schema lists the migrations in order: number i brings a file of version i to
// version i+1. A released migration is never edited; a change is a new one.
var schema = []string{`
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE steps (
	step TEXT PRIMARY KEY, solved INTEGER NOT NULL, assisted INTEGER NOT NULL, hints INTEGER NOT NULL,
	attempts INTEGER NOT NULL, commands INTEGER NOT NULL, started INTEGER NOT NULL, passed INTEGER NOT NULL,
	answer TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions (
	id INTEGER PRIMARY KEY AUTOINCREMENT, base TEXT NOT NULL, seed TEXT NOT NULL, engine TEXT NOT NULL,
	lesson TEXT NOT NULL, lang TEXT NOT NULL, began INTEGER NOT NULL, hints INTEGER NOT NULL,
	assisted INTEGER NOT NULL, touched INTEGER NOT NULL);
CREATE INDEX sessions_base ON sessions (base, id);
CREATE TABLE entries (
	session INTEGER NOT NULL REFERENCES sessions (id), seq INTEGER NOT NULL, line TEXT NOT NULL,
	status INTEGER NOT NULL, virtual INTEGER NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (session, seq)) WITHOUT ROWID;
CREATE TABLE predictions (
	id INTEGER PRIMARY KEY AUTOINCREMENT, step TEXT NOT NULL, command TEXT NOT NULL, answer TEXT NOT NULL,
	truth TEXT NOT NULL, sure INTEGER NOT NULL, at INTEGER NOT NULL);
`, `
ALTER TABLE sessions ADD COLUMN grown_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN grown_seq INTEGER NOT NULL DEFAULT 0;
`, `
CREATE TABLE answers (
	seq INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT NOT NULL, hash TEXT NOT NULL, mode TEXT NOT NULL,
	sitting INTEGER NOT NULL, chosen TEXT NOT NULL, correct INTEGER NOT NULL, sure INTEGER NOT NULL,
	took INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE sittings (
	id INTEGER PRIMARY KEY AUTOINCREMENT, exam TEXT NOT NULL, seed TEXT NOT NULL, began INTEGER NOT NULL,
	time_limit INTEGER NOT NULL, extra INTEGER NOT NULL, pausable INTEGER NOT NULL, short INTEGER NOT NULL);
CREATE TABLE drawn (
	sitting INTEGER NOT NULL REFERENCES sittings (id), place INTEGER NOT NULL, item TEXT NOT NULL,
	hash TEXT NOT NULL, task TEXT NOT NULL, scored INTEGER NOT NULL,
	PRIMARY KEY (sitting, place)) WITHOUT ROWID;
CREATE TABLE events (
	sitting INTEGER NOT NULL REFERENCES sittings (id), seq INTEGER NOT NULL, kind TEXT NOT NULL,
	item INTEGER NOT NULL, chosen TEXT NOT NULL, sure INTEGER NOT NULL, used INTEGER NOT NULL, at INTEGER NOT NULL,
	PRIMARY KEY (sitting, seq)) WITHOUT ROWID;
`, `
DELETE FROM answers WHERE sitting > 0 AND seq NOT IN (SELECT MIN(seq) FROM answers WHERE sitting > 0 GROUP BY sitting, item);
CREATE UNIQUE INDEX answers_sitting ON answers (sitting, item) WHERE sitting > 0;
`}
