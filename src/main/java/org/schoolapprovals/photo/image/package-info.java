/** Turns whatever file somebody uploads into a plain photograph of the school's web size that tells nothing but what it shows. */
package org.schoolapprovals.photo.image;
