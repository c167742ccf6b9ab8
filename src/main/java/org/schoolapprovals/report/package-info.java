/**
 * Reports for governors, out of our own record of stages: counted in the database, hidden where the count is small, the same to
 * the last byte for the same dates as at the same moment. Knows no feature and no process.
 */
package org.schoolapprovals.report;
