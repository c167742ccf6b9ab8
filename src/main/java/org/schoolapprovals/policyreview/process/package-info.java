/**
 * How the review of a term and the confirmations of staff run through the engine: models, forms and timers on one side, use cases on the
 * other.
 */
package org.schoolapprovals.policyreview.process;
