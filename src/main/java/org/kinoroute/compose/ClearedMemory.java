package org.kinoroute.compose;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the C library hand out memory that is all zeros. For the last macroblock of a frame, x264's macroblock tree takes
 * into account memory that nobody has written to; in a process that has worked before, that made one video in fifteen
 * differ in its last bits from the same video made again.
 */
final class ClearedMemory {

    private static final Logger LOG = LoggerFactory.getLogger(ClearedMemory.class);

    /** {@code M_PERTURB} of glibc's {@code malloc.h}: new memory is filled with the complement of the value. */
    private static final int PERTURB = -6;

    private ClearedMemory() {}

    static void demand() {
        try {
            Function.getFunction("c", "mallopt").invokeInt(new Object[] {PERTURB, 0xff});
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("Another C library than glibc: {}", e.getMessage());
        }
    }
}
