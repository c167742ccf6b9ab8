/** The pages of the round-ups. */
package org.schoolapprovals.roundup.web;
