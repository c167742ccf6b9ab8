/** Where people read the policy and confirm it, and the pages of its reviews. */
package org.schoolapprovals.policyreview.web;
