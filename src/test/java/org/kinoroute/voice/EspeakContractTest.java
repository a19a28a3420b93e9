package org.kinoroute.voice;

class EspeakContractTest extends VoiceEngineContract {

    @Override
    String engine() {
        return "espeak";
    }

    @Override
    String voice() {
        return "f2";
    }

    @Override
    boolean tellsTimes() {
        return true;
    }
}
