/** The page on which the school keeps its lists for the check of texts. */
package org.schoolapprovals.textcheck.web;
