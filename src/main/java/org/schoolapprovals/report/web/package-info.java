/** Reports as governors read them: pages with charts, lists behind the numbers, and files to keep. */
package org.schoolapprovals.report.web;
