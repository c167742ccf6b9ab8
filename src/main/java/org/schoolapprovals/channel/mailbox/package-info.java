/** The staff account's mailbox, read over IMAP: a mail to it is a comment that somebody wants agreed (clause P6). */
package org.schoolapprovals.channel.mailbox;
