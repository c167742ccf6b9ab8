/** The places outside where comments stand or come from, and where photographs are published: each keeps its own way of talking, and tells the feature in its words. */
package org.schoolapprovals.channel;
