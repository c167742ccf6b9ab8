/** The pages on which people see what waits to be agreed, publish the harmless at once, and read what became of a comment. */
package org.schoolapprovals.comment.web;
