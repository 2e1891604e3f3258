// The addon of Node: the C interface as it is, with promises. What is convenient is written in JavaScript
// (index.js). Handles are externals, which the garbage collector frees; diagnostics cross as JSON.
//
// A call runs on a thread of Node's pool, on copies of its arguments, and keeps the handles that it uses.
#include <napi.h>
#include <precept.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using ProgramPtr = std::shared_ptr<precept_program>;
using CheckPtr = std::shared_ptr<precept_check>;
using MaybeText = std::optional<std::string>;

// ---- values of JavaScript

template <class Pointer>
Napi::Value external_of(Napi::Env env, Pointer pointer) {
  return Napi::External<Pointer>::New(env, new Pointer(std::move(pointer)),
                                      [](Napi::Env, Pointer* held) { delete held; });
}
template <class Pointer>
Pointer held_by(const Napi::Value& value) {
  return *value.As<Napi::External<Pointer>>().Data();
}

MaybeText text_of(const Napi::Value& value) {
  if (value.IsUndefined() || value.IsNull()) return std::nullopt;
  return value.ToString().Utf8Value();
}
bool truth_of(const Napi::Value& value) {
  return value.ToBoolean();
}
const char* c_text(const MaybeText& text) {
  return text ? text->c_str() : nullptr;
}

/// `{name, content}`; without content it is a path.
struct Input {
  explicit Input(const Napi::Object& given) : name(given.Get("name").ToString()) {
    const Napi::Value value = given.Get("content");
    if (value.IsTypedArray()) {
      const auto bytes = value.As<Napi::Uint8Array>();
      content.emplace(reinterpret_cast<const char*>(bytes.Data()), bytes.ByteLength());
    } else {
      content = text_of(value);
    }
  }
  precept_input view() const {
    return {name.c_str(), content ? content->data() : nullptr, content ? content->size() : 0};
  }
  std::string name;
  MaybeText content;
};

// ---- calls

/// A call under way: `work` runs on another thread, `result` makes its value on that of JavaScript.
class Call final : public Napi::AsyncWorker {
 public:
  using Work = std::function<precept_status(precept_diagnostics**)>;
  using Result = std::function<Napi::Value(Napi::Env)>;

  static Napi::Value start(Napi::Env env, Work work, Result result) {
    auto* call = new Call(env, std::move(work), std::move(result));  // it frees itself when it is done
    const Napi::Promise promise = call->deferred_.Promise();
    call->Queue();
    return promise;
  }

  ~Call() override { precept_diagnostics_free(errors_); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

 private:
  Call(Napi::Env env, Work work, Result result)
      : Napi::AsyncWorker(env),
        deferred_(Napi::Promise::Deferred::New(env)),
        work_(std::move(work)),
        result_(std::move(result)) {}

  void Execute() override { status_ = work_(&errors_); }
  void OnOK() override {
    status_ == PRECEPT_OK ? deferred_.Resolve(result_(Env())) : deferred_.Reject(failure());
  }
  void OnError(const Napi::Error& error) override { deferred_.Reject(error.Value()); }

  /// What index.js makes an error of.
  Napi::Value failure() const {
    Napi::Object failure = Napi::Object::New(Env());
    failure.Set("status", static_cast<int>(status_));
    failure.Set("text", precept_diagnostics_text(errors_));
    failure.Set("diagnostics", precept_diagnostics_json(errors_));
    return failure;
  }

  Napi::Promise::Deferred deferred_;
  Work work_;
  Result result_;
  precept_status status_ = PRECEPT_OK;
  precept_diagnostics* errors_ = nullptr;
};

/// A call whose result is a text; `action` is given where to put it.
template <class Action>
Napi::Value tell(Napi::Env env, Action action) {
  auto told = std::make_shared<std::shared_ptr<precept_text>>();
  return Call::start(
      env,
      [told, action = std::move(action)](precept_diagnostics** errors) {
        precept_text* text = nullptr;
        const precept_status status = action(&text, errors);
        told->reset(text, precept_text_free);
        return status;
      },
      [told](Napi::Env here) {
        return Napi::String::New(here, precept_text_data(told->get()), precept_text_size(told->get()));
      });
}

/// load(inputs) -> program
Napi::Value load(const Napi::CallbackInfo& info) {
  const auto given = info[0].As<Napi::Array>();
  auto inputs = std::make_shared<std::vector<Input>>();
  for (std::uint32_t i = 0; i < given.Length(); ++i) inputs->emplace_back(given.Get(i).As<Napi::Object>());
  auto program = std::make_shared<ProgramPtr>();
  return Call::start(
      info.Env(),
      [inputs, program](precept_diagnostics** errors) {
        std::vector<precept_input> views;
        for (const Input& input : *inputs) views.push_back(input.view());
        precept_program* loaded = nullptr;
        const precept_status status = precept_program_load(views.data(), views.size(), &loaded, errors);
        program->reset(loaded, precept_program_free);
        return status;
      },
      [program](Napi::Env env) { return external_of(env, std::move(*program)); });
}

/// policies(program) -> [{name, digest}]
Napi::Value policies(const Napi::CallbackInfo& info) {
  const auto program = held_by<ProgramPtr>(info[0]);
  Napi::Array result = Napi::Array::New(info.Env());
  for (std::size_t i = 0; i < precept_program_policy_count(program.get()); ++i) {
    Napi::Object policy = Napi::Object::New(info.Env());
    policy.Set("name", precept_program_policy_name(program.get(), i));
    policy.Set("digest", precept_program_policy_digest(program.get(), i));
    result.Set(static_cast<std::uint32_t>(i), policy);
  }
  return result;
}

/// warnings(program) -> JSON
Napi::Value warnings(const Napi::CallbackInfo& info) {
  const auto program = held_by<ProgramPtr>(info[0]);
  return Napi::String::New(info.Env(), precept_diagnostics_json(precept_program_warnings(program.get())));
}

struct Settings {
  explicit Settings(const Napi::Object& given)
      : language(text_of(given.Get("language"))),
        as_of(text_of(given.Get("asOf"))),
        today(text_of(given.Get("today"))),
        without_project_file(truth_of(given.Get("withoutProjectFile"))) {
    const auto chosen = given.Get("readings").As<Napi::Array>();
    for (std::uint32_t i = 0; i < chosen.Length(); ++i) readings.push_back(chosen.Get(i).ToString());
  }
  precept_status check(const precept_program* program, const Input& document, precept_check** result,
                       precept_diagnostics** errors) const {
    std::vector<const char*> choices;
    for (const std::string& reading : readings) choices.push_back(reading.c_str());
    precept_settings settings = PRECEPT_SETTINGS;
    settings.readings = choices.data();
    settings.reading_count = choices.size();
    settings.language = c_text(language);
    settings.as_of = c_text(as_of);
    settings.today = c_text(today);
    settings.without_project_file = without_project_file;
    const precept_input input = document.view();
    return precept_check_document(program, &input, &settings, result, errors);
  }
  std::vector<std::string> readings;
  MaybeText language, as_of, today;
  bool without_project_file;
};

/// check(program, input, settings) -> {handle, verdict, diagnostics}
Napi::Value check(const Napi::CallbackInfo& info) {
  const auto program = held_by<ProgramPtr>(info[0]);
  auto made = std::make_shared<CheckPtr>();
  return Call::start(
      info.Env(),
      [program, made, document = Input(info[1].As<Napi::Object>()),
       settings = Settings(info[2].As<Napi::Object>())](precept_diagnostics** errors) {
        precept_check* check = nullptr;
        const precept_status status = settings.check(program.get(), document, &check, errors);
        made->reset(check, precept_check_free);
        return status;
      },
      [made](Napi::Env env) -> Napi::Value {
        Napi::Object result = Napi::Object::New(env);
        result.Set("verdict", precept_verdict_name(precept_check_verdict(made->get())));
        result.Set("diagnostics", precept_diagnostics_json(precept_check_diagnostics(made->get())));
        result.Set("handle", external_of(env, std::move(*made)));
        return result;
      });
}

/// report(checks, form, {root, width, rights, everything}) -> text
Napi::Value report(const Napi::CallbackInfo& info) {
  const auto given = info[0].As<Napi::Array>();
  std::vector<CheckPtr> kept;
  for (std::uint32_t i = 0; i < given.Length(); ++i) kept.push_back(held_by<CheckPtr>(given.Get(i)));
  const auto chosen = info[2].As<Napi::Object>();
  precept_report_options options = PRECEPT_REPORT_OPTIONS;
  options.width = chosen.Get("width").ToNumber().Uint32Value();
  options.rights = truth_of(chosen.Get("rights"));
  options.everything = truth_of(chosen.Get("everything"));
  return tell(info.Env(),
              [kept, options, form = info[1].ToString().Utf8Value(), root = text_of(chosen.Get("root"))](
                  precept_text** text, precept_diagnostics** errors) {
                std::vector<const precept_check*> checks;
                for (const CheckPtr& check : kept) checks.push_back(check.get());
                precept_report_options all = options;
                all.root = c_text(root);
                return precept_report(checks.data(), checks.size(), form.c_str(), &all, text, errors);
              });
}

struct Question {
  explicit Question(const Napi::Object& given)
      : subject(text_of(given.Get("subject"))),
        name(text_of(given.Get("name"))),
        clause(text_of(given.Get("clause"))),
        act(text_of(given.Get("act"))),
        full(truth_of(given.Get("full"))) {}
  precept_question view() const {
    precept_question question = PRECEPT_QUESTION;
    question.subject = c_text(subject);
    question.name = c_text(name);
    question.clause = c_text(clause);
    question.act = c_text(act);
    question.full = full;
    return question;
  }
  MaybeText subject, name, clause, act;
  bool full;
};

/// explain(check, question, form) -> text
Napi::Value explain(const Napi::CallbackInfo& info) {
  return tell(info.Env(),
              [check = held_by<CheckPtr>(info[0]), asked = Question(info[1].As<Napi::Object>()),
               form = info[2].ToString().Utf8Value()](precept_text** text, precept_diagnostics** errors) {
                const precept_question question = asked.view();
                return precept_explain(check.get(), &question, form.c_str(), text, errors);
              });
}

/// fixes(check, question, form, most) -> text
Napi::Value fixes(const Napi::CallbackInfo& info) {
  return tell(info.Env(), [check = held_by<CheckPtr>(info[0]), asked = Question(info[1].As<Napi::Object>()),
                           form = info[2].ToString().Utf8Value(), most = info[3].ToNumber().Uint32Value()](
                              precept_text** text, precept_diagnostics** errors) {
    const precept_question question = asked.view();
    return precept_fixes(check.get(), &question, form.c_str(), most, text, errors);
  });
}

/// questions(check, form) -> text
Napi::Value questions(const Napi::CallbackInfo& info) {
  return tell(info.Env(), [check = held_by<CheckPtr>(info[0]), form = info[1].ToString().Utf8Value()](
                              precept_text** text, precept_diagnostics** errors) {
    return precept_questions(check.get(), form.c_str(), text, errors);
  });
}

/// receipt(check) -> text
Napi::Value receipt(const Napi::CallbackInfo& info) {
  return tell(info.Env(),
              [check = held_by<CheckPtr>(info[0])](precept_text** text, precept_diagnostics** errors) {
                return precept_receipt(check.get(), text, errors);
              });
}

Napi::Object start(Napi::Env env, Napi::Object exports) {
  exports.Set("version", precept_version());
  exports.Set("load", Napi::Function::New(env, load));
  exports.Set("policies", Napi::Function::New(env, policies));
  exports.Set("warnings", Napi::Function::New(env, warnings));
  exports.Set("check", Napi::Function::New(env, check));
  exports.Set("report", Napi::Function::New(env, report));
  exports.Set("explain", Napi::Function::New(env, explain));
  exports.Set("fixes", Napi::Function::New(env, fixes));
  exports.Set("questions", Napi::Function::New(env, questions));
  exports.Set("receipt", Napi::Function::New(env, receipt));
  return exports;
}

}  // namespace

NODE_API_MODULE(precept, start)
