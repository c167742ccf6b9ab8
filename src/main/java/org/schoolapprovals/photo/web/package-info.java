/** Where photographs are uploaded and looked at, and the pages of what became of them. */
package org.schoolapprovals.photo.web;
