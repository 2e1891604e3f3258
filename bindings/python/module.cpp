// The Python module `precept._precept`: the C interface as it is, with Python's strings and lifetimes. What
// is convenient is written in Python (precept/__init__.py). Diagnostics cross as JSON.
//
// Nothing of Precept runs while the interpreter's lock is held, so that threads check at the same time.
#include <precept.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace py = pybind11;

namespace {

using MaybeText = std::optional<std::string>;
using Input = std::pair<std::string, std::optional<py::bytes>>;
using ProgramPtr = std::shared_ptr<precept_program>;
using CheckPtr = std::shared_ptr<precept_check>;

/// What Python holds. It is emptied by `close`, and calls that are under way keep the object.
struct Program {
  ProgramPtr pointer;
};
struct Check {
  CheckPtr pointer;
};

template <class Handle>
auto open_pointer(const Handle& handle, const char* what) {
  if (!handle.pointer) throw py::value_error(std::string("the ") + what + " was closed");
  return handle.pointer;
}

const char* c_text(const MaybeText& text) {
  return text ? text->c_str() : nullptr;
}

/// File names may have bytes that are no UTF-8; they are replaced as in reports.
py::str python_text(const char* data, std::size_t size) {
  PyObject* text = PyUnicode_DecodeUTF8(data, static_cast<Py_ssize_t>(size), "replace");
  if (text == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(text);
}
py::str python_text(const char* text) {
  return python_text(text, std::char_traits<char>::length(text));
}

/// Raises what precept/errors.py makes of the status and the diagnostics, which it frees.
[[noreturn]] void raise(precept_status status, precept_diagnostics* errors) {
  const std::unique_ptr<precept_diagnostics, void (*)(precept_diagnostics*)> owned(errors,
                                                                                   precept_diagnostics_free);
  const py::object error =
      py::module_::import("precept.errors")
          .attr("error_of")(static_cast<int>(status), python_text(precept_diagnostics_text(errors)),
                            python_text(precept_diagnostics_json(errors)));
  PyErr_SetObject(py::type::of(error).ptr(), error.ptr());
  throw py::error_already_set();
}

/// Makes a call without the interpreter's lock; `action` is given where to put errors.
template <class Action>
void unlocked(Action action) {
  precept_diagnostics* errors = nullptr;
  precept_status status = PRECEPT_OK;
  {
    const py::gil_scoped_release release;
    status = action(&errors);
  }
  if (status != PRECEPT_OK) raise(status, errors);
}

/// A text that a call gives.
template <class Action>
py::str told(Action action) {
  precept_text* text = nullptr;
  unlocked([&](precept_diagnostics** errors) { return action(&text, errors); });
  const std::unique_ptr<precept_text, void (*)(precept_text*)> owned(text, precept_text_free);
  return python_text(precept_text_data(text), precept_text_size(text));
}

/// The input refers to texts of `named`, which must outlive it.
precept_input input_of(const Input& named) {
  precept_input input = {named.first.c_str(), nullptr, 0};
  if (!named.second) return input;
  input.data = PyBytes_AS_STRING(named.second->ptr());
  input.size = static_cast<std::size_t>(PyBytes_GET_SIZE(named.second->ptr()));
  return input;
}

Program load(const std::vector<Input>& policies) {
  std::vector<precept_input> inputs;
  for (const Input& policy : policies) inputs.push_back(input_of(policy));
  precept_program* program = nullptr;
  unlocked([&](precept_diagnostics** errors) {
    return precept_program_load(inputs.data(), inputs.size(), &program, errors);
  });
  return {ProgramPtr(program, precept_program_free)};
}

std::vector<std::pair<std::string, std::string>> policies(const Program& handle) {
  const ProgramPtr program = open_pointer(handle, "program");
  std::vector<std::pair<std::string, std::string>> result;
  for (std::size_t i = 0; i < precept_program_policy_count(program.get()); ++i)
    result.emplace_back(precept_program_policy_name(program.get(), i),
                        precept_program_policy_digest(program.get(), i));
  return result;
}

Check check(const Program& handle, const Input& document, const std::vector<std::string>& readings,
            const MaybeText& language, const MaybeText& as_of, const MaybeText& today, bool project_file) {
  const ProgramPtr program = open_pointer(handle, "program");
  const precept_input input = input_of(document);
  std::vector<const char*> choices;
  for (const std::string& reading : readings) choices.push_back(reading.c_str());
  precept_settings settings = PRECEPT_SETTINGS;
  settings.readings = choices.data();
  settings.reading_count = choices.size();
  settings.language = c_text(language);
  settings.as_of = c_text(as_of);
  settings.today = c_text(today);
  settings.without_project_file = !project_file;
  precept_check* result = nullptr;
  unlocked([&](precept_diagnostics** errors) {
    return precept_check_document(program.get(), &input, &settings, &result, errors);
  });
  return {CheckPtr(result, precept_check_free)};
}

py::str report(const std::vector<Check>& handles, const std::string& form, const MaybeText& root,
               std::size_t width, bool rights, bool everything) {
  std::vector<CheckPtr> kept;
  std::vector<const precept_check*> checks;
  for (const Check& handle : handles) {
    kept.push_back(open_pointer(handle, "check"));
    checks.push_back(kept.back().get());
  }
  precept_report_options options = PRECEPT_REPORT_OPTIONS;
  options.root = c_text(root);
  options.width = width;
  options.rights = rights;
  options.everything = everything;
  return told([&](precept_text** text, precept_diagnostics** errors) {
    return precept_report(checks.data(), checks.size(), form.c_str(), &options, text, errors);
  });
}

/// What is asked; it refers to the texts, which must outlive it.
precept_question question_of(const MaybeText& subject, const MaybeText& name, const MaybeText& clause,
                             const MaybeText& act, bool full) {
  precept_question question = PRECEPT_QUESTION;
  question.subject = c_text(subject);
  question.name = c_text(name);
  question.clause = c_text(clause);
  question.act = c_text(act);
  question.full = full;
  return question;
}

py::str explain(const Check& handle, const std::string& form, const MaybeText& subject, const MaybeText& name,
                const MaybeText& clause, const MaybeText& act, bool full) {
  const CheckPtr check = open_pointer(handle, "check");
  const precept_question question = question_of(subject, name, clause, act, full);
  return told([&](precept_text** text, precept_diagnostics** errors) {
    return precept_explain(check.get(), &question, form.c_str(), text, errors);
  });
}

py::str fixes(const Check& handle, const std::string& form, std::size_t most, const MaybeText& subject,
              const MaybeText& name, const MaybeText& clause, const MaybeText& act) {
  const CheckPtr check = open_pointer(handle, "check");
  const precept_question question = question_of(subject, name, clause, act, false);
  return told([&](precept_text** text, precept_diagnostics** errors) {
    return precept_fixes(check.get(), &question, form.c_str(), most, text, errors);
  });
}

py::str questions(const Check& handle, const std::string& form) {
  const CheckPtr check = open_pointer(handle, "check");
  return told([&](precept_text** text, precept_diagnostics** errors) {
    return precept_questions(check.get(), form.c_str(), text, errors);
  });
}

py::str receipt(const Check& handle) {
  const CheckPtr check = open_pointer(handle, "check");
  return told([&](precept_text** text, precept_diagnostics** errors) {
    return precept_receipt(check.get(), text, errors);
  });
}

}  // namespace

PYBIND11_MODULE(_precept, module) {
  module.doc() = "The C interface of Precept; use the package `precept`.";
  module.def("version", &precept_version);
  module.def("load", &load);
  module.def("report", &report);

  py::class_<Program>(module, "Program")
      .def("close", [](Program& program) { program.pointer.reset(); })
      .def("policies", &policies)
      .def("warnings",
           [](const Program& program) {
             const ProgramPtr pointer = open_pointer(program, "program");
             return python_text(precept_diagnostics_json(precept_program_warnings(pointer.get())));
           })
      .def("check", &check);

  py::class_<Check>(module, "Check")
      .def("close", [](Check& check) { check.pointer.reset(); })
      .def("verdict",
           [](const Check& check) {
             return precept_verdict_name(precept_check_verdict(open_pointer(check, "check").get()));
           })
      .def("diagnostics",
           [](const Check& check) {
             const CheckPtr pointer = open_pointer(check, "check");
             return python_text(precept_diagnostics_json(precept_check_diagnostics(pointer.get())));
           })
      .def("explain", &explain)
      .def("fixes", &fixes)
      .def("questions", &questions)
      .def("receipt", &receipt);
}
