// Package acm simulates the part of AWS Certificate Manager that DNS has to do
// with: public certificates that are proved by a record, issued, and renewed
// or not.
//
// What follows is the lab's page of limits, too. Each line names AWS's page
// about it, under docs.aws.amazon.com, as read on 2026-11-20.
//
// # Certificates: modelled
//
//   - A request for up to ten names, stars included; a star stands for one label,
//     never for the name itself
//     (acm/latest/userguide/acm-certificate-characteristics.html).
//   - The CNAME that proves a name: the same for each certificate of an account,
//     in every Region, and for a name and its star. It has to be seen in the
//     public DNS through the delegation; after 72 hours the request times out
//     (acm/latest/userguide/dns-validation.html).
//   - A life of 198 days. Sixty days before its end ACM renews what is in use and
//     whose records still stand, and looks again every day until the end; what
//     nobody uses is not renewed (acm/latest/userguide/dns-renewal-validation.html).
//   - CAA records, issue and issuewild, of the nearest name that has any
//     (acm/latest/userguide/setup-caa.html).
//   - A certificate that a load balancer uses cannot be deleted
//     (acm/latest/APIReference/API_DeleteCertificate.html).
//
// # Simplified
//
//   - How often ACM looks for a record: AWS does not say. Here it is a minute for
//     two hours, then a quarter of an hour
//     (acm/latest/userguide/dns-validation.html).
//   - When renewal begins: sixty days by one page of AWS's, 45 by others
//     (acm/latest/userguide/troubleshooting-renewal.html).
//   - The records of a request are told at once, where AWS takes some seconds
//     (acm/latest/userguide/dns-validation.html).
//   - Certificates for CloudFront have to be in us-east-1; here nothing asks for
//     them (acm/latest/userguide/acm-regions.html).
//
// # Left out
//
//   - Validation by e-mail and by HTTP, imported and private certificates,
//     exporting, the certificates' own bytes, prices
//     (acm/latest/userguide/acm-overview.html).
package acm
