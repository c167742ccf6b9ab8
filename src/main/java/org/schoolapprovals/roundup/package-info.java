/**
 * The weekly round-up on the school's Facebook page (clause P8): asked for every Friday that is a school day, written and looked
 * through beforehand (S4, S5), with photographs that are cleared (S3), and kept as it was posted; or missed, and why. The rules and
 * the truth are here; the order of the steps is the engine's.
 */
package org.schoolapprovals.roundup;
