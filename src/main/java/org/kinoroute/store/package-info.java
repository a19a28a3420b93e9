/** The claim check: media lies in an S3 store under keys, and only keys travel. */
package org.kinoroute.store;
