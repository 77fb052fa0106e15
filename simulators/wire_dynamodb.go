package simulators

// wireDynamoDB gives DynamoDB its way to KMS.
func (w *World) wireDynamoDB() { w.DynamoDB.Plug(storeKeys{w.keysFor("dynamodb")}) }
