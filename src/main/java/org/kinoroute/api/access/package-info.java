/** Who calls, and what they may see. */
package org.kinoroute.api.access;
