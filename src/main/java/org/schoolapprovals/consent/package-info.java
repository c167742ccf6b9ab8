/**
 * The pupils and the register of written consents (S3): who may be shown where, by whose word, and since when. Nothing in it is
 * overwritten. It asks nothing of the photographs; they ask it, through {@link org.schoolapprovals.consent.ConsentCheck}.
 */
package org.schoolapprovals.consent;
