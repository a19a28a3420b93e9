package org.kinoroute.script;

/** The beans of the script writers, as Spring would put them together. */
final class Writers {

    final ScriptProperties properties = ScriptProperties.defaults();
    final ScriptReader reader = new ScriptReader(properties);
    final LanguageModel model;
    final ScriptWriters writers;
    final ScriptPrompts prompts;
    final WrittenScripts scripts;
    final PlainScripts plain;
    final Answers answers;

    private Writers(LanguageModel model) {
        this.model = model;
        this.writers = new ScriptWriters(properties, new Styles(properties), model);
        this.prompts = new ScriptPrompts(properties, writers);
        this.scripts = new WrittenScripts(reader, writers);
        this.plain = new PlainScripts(prompts);
        this.answers = new Answers(prompts, scripts, model);
    }

    static Writers withModel() {
        return new Writers(new LanguageModel("tester", "", "http://127.0.0.1:9/v1"));
    }

    static Writers withoutModel() {
        return new Writers(new LanguageModel("", "", ""));
    }
}
