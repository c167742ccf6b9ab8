/** Files with the text of the policy: which kind they are by what is in them, what they say, and how two of them differ. */
package org.schoolapprovals.policyreview.document;
