/** How round-ups run through the engine: models, forms and timers on one side, use cases on the other. */
package org.schoolapprovals.roundup.process;
