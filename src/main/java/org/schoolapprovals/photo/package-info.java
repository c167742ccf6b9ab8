/**
 * Photographs that the school wants to publish (clauses S3 and S4): cleaned as they come in, published only with the written consent
 * of a parent or carer for every child in them and once a second person has cleared them, and taken down when consent is withdrawn.
 * The rules and the truth are here; the order of the steps is the engine's.
 */
package org.schoolapprovals.photo;
