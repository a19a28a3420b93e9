package org.kinoroute.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;

/** Sound in the formats that speech servers send. */
final class Encoded {

    private Encoded() {}

    static byte[] mp3(byte[] wav) {
        return encode(wav, "mp3", avcodec.AV_CODEC_ID_MP3);
    }

    static byte[] opus(byte[] wav) {
        return encode(wav, "ogg", avcodec.AV_CODEC_ID_OPUS);
    }

    static byte[] flac(byte[] wav) {
        return encode(wav, "flac", avcodec.AV_CODEC_ID_FLAC);
    }

    private static byte[] encode(byte[] wav, String format, int codec) {
        Speech sound = Wav.read(wav);
        // What Opus encodes.
        int rate = codec == avcodec.AV_CODEC_ID_OPUS ? 24_000 : sound.sampleRate();
        try {
            Path file = Files.createTempFile("encoded", "." + format);
            try {
                try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
                    recorder.setFormat(format);
                    recorder.setAudioCodec(codec);
                    recorder.setSampleRate(rate);
                    recorder.setAudioBitrate(64_000);
                    recorder.start();
                    recorder.recordSamples(sound.sampleRate(), 1, ShortBuffer.wrap(sound.pcm()));
                }
                return Files.readAllBytes(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
