package acm

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Operation("acm", "DeleteCertificate", "takes a certificate away that nobody uses", (*State).DeleteCertificate),
	cloud.Reader("acm", "DescribeCertificate", "tells of a certificate, the records that prove its names, and its renewal", (*State).DescribeCertificate),
	cloud.Reader("acm", "ListCertificates", "lists certificates", (*State).ListCertificates),
	cloud.Operation("acm", "RequestCertificate", "asks for a public certificate", (*State).RequestCertificate),
}

// Events is the table of what can fall due.
var Events = []cloud.On{cloud.Handle((*State).look)}
