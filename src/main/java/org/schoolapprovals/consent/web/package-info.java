/** The register of consents as the office keeps it: lists, one child, the import, and the forms that families fill in. */
package org.schoolapprovals.consent.web;
