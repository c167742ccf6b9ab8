/**
 * What code finds in a text that is to be published: names, contact details, links, abuse and signs of a safeguarding concern
 * (clauses P6, S4, S5 and S6), and the school's own lists that it goes by. It finds; it never decides.
 */
package org.schoolapprovals.textcheck;
