// Package dynamodb is a stand-in for Amazon DynamoDB until its own module
// exists: as much as it takes to see which key seals a table, and what the
// trail then shows. Pages were read on 2026-11-20.
//
// # Amazon DynamoDB: modelled
//
//   - Every table is sealed; without a word by a key that AWS owns, of which KMS
//     and your trail know nothing. amazondynamodb/latest/developerguide/EncryptionAtRest.html
//   - alias/aws/dynamodb or a key of yours: DynamoDB describes the key, grants
//     itself its use and makes a table key, in your name, with the table and the
//     account as encryption context. amazondynamodb/latest/developerguide/encryption.howitworks.html
//   - A table key is kept for five minutes for each caller, then KMS is asked
//     again; a table whose key was disabled cannot be read.
//     amazondynamodb/latest/developerguide/encryption.usagenotes.html
//   - Items by their primary key: put, get, delete, scan; 400 KB at most.
//     amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
//
// # Amazon DynamoDB: simplified
//
//   - A table takes ten seconds to be made or changed. Capacity is kept and
//     shown, nothing more. Numbers of keys are told apart as they are written.
//   - What exactly a read of a table says whose key cannot be used is not on the
//     pages that were read; here it is AccessDeniedException with KMS's words.
//
// # Amazon DynamoDB: left out
//
//   - Queries, expressions, updates of items, indexes, batches, transactions,
//     streams, global tables, TTL, backups, capacity and its limits, prices.
//     amazondynamodb/latest/developerguide/Introduction.html
package dynamodb
