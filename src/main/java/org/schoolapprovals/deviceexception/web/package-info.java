/** The register of exceptions from clause P5 and what people do there; deciding itself is done in Tasklist. */
package org.schoolapprovals.deviceexception.web;
