/**
 * A stand-in for the school's Facebook page, in the demo and in tests only: a page as parents see it, the part of the Graph API
 * that the school's application calls, and the events that Facebook would send. It shares no code with the real channel, so that
 * each proves the other.
 */
package org.schoolapprovals.standin;
