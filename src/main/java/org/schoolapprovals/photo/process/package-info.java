/** How photographs run through the engine: models, the decision table, forms and timers on one side, use cases on the other. */
package org.schoolapprovals.photo.process;
