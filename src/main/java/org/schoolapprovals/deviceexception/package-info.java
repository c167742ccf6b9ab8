/**
 * Exceptions from clause P5: a personal device used for school business, approved beforehand by the head teacher, from the
 * request over its dates to its closure. The rules and the truth are here; the order of the steps is the engine's.
 */
package org.schoolapprovals.deviceexception;
