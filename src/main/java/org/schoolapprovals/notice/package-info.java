/**
 * Brings to the people what they have to know: on the landing page at once, and by e-mail where a mail server is configured.
 * Staff and governors only, never parents or pupils (clause P4), and nothing confidential.
 */
package org.schoolapprovals.notice;
