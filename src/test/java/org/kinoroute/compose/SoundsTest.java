package org.kinoroute.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundsTest {

    private final Sounds sounds = new Sounds();

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
    void anyRateBecomesTheOne(int rate) throws Exception {
        byte[] wav = sounds.normalise(TestVideo.beep(rate, rate, 0.5));
        ByteBuffer file = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(new String(wav, 0, 4)).isEqualTo("RIFF");
        assertThat(file.getShort(22)).as("channels").isEqualTo((short) 1);
        assertThat(file.getInt(24)).as("rate").isEqualTo(24_000);
        assertThat(file.getShort(34)).as("bits").isEqualTo((short) 16);
        assertThat(file.getInt(40)).as("length").isEqualTo(wav.length - 44);
        // As long and as loud as before.
        assertThat((wav.length - 44) / 2).isBetween(23_950, 24_050);
        int loudest = 0;
        for (int at = 44; at < wav.length; at += 2) {
            loudest = Math.max(loudest, Math.abs(file.getShort(at)));
        }
        assertThat(loudest / 32768.0).isBetween(0.47, 0.53);
    }

    @Test
    void whatIsAsItShouldBeStaysSo() throws Exception {
        byte[] wav = TestVideo.beep(24_000, 24_000, 0.5);
        assertThat(Arrays.copyOfRange(sounds.normalise(wav), 44, wav.length))
                .isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
    }

    @Test
    void aHeaderThatDoesNotKnowTheLengthIsTaken() throws Exception {
        byte[] wav = TestVideo.beep(24_000, 24_000, 0.5);
        ByteBuffer header = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, -1).putInt(40, -1);
        assertThat(sounds.normalise(wav)).hasSize(wav.length);
    }

    @Test
    void whatLastsForEverIsRefused() {
        assertThatThrownBy(() -> sounds.normalise(TestVideo.beep(8_000 * 60 * 31, 8_000, 0.5)))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("half an hour");
    }

    @Test
    void whatIsNoSoundIsRefused() {
        assertThatThrownBy(() -> sounds.normalise("<html>".getBytes())).isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> sounds.normalise(new byte[0])).isInstanceOf(MediaException.class);
    }
}
