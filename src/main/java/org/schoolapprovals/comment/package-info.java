/**
 * Comments that are agreed before they are published (clauses P6, S2, S4, S5 and S6): from whichever road a comment comes in, over
 * what people decide, to what is done on the channel. The rules and the truth are here; the order of the steps is the engine's.
 */
package org.schoolapprovals.comment;
