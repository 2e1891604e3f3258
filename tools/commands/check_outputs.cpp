#include "tools/commands/check_outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "render/layout.h"
#include "render/tee.h"
#include "tools/commands/command.h"

namespace precept::tools {

std::string fault_of_output(const std::string& value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos)
    return fmt::format("`{}` is no FORMAT=PATH, as in sarif=out.sarif", terminal_text(value));
  if (equals + 1 == value.size()) return fmt::format("`{}` names no file", terminal_text(value));
  return not_a_choice(kCheckFormats, value.substr(0, equals));
}

FileOutput output_given(std::string_view value) {
  const std::size_t equals = value.find('=');
  return {kCheckFormats.at(std::string(value.substr(0, equals))), std::string(value.substr(equals + 1))};
}

namespace {

/// The writer of a form other than a page.
std::unique_ptr<ReportWriter> writer_of(CheckFormat format, const TextOptions& text, Sink& to) {
  std::error_code error;
  return report_writer(format, to, text, std::filesystem::current_path(error).string());
}

/// The form of text in a file, where nobody looks at colours and widths.
TextOptions without_terminal(TextOptions text) {
  text.color = text.error_color = Color::Off;
  text.width = TextOptions{}.width;
  return text;
}

}  // namespace

CheckOutputs::CheckOutputs(CheckFormat format, const TextOptions& text, std::vector<FileOutput> files,
                           Output& output)
    : format_(format), text_(text), files_(std::move(files)), texts_(files_.size()), output_(output) {}

bool CheckOutputs::has(CheckFormat format) const {
  return format_ == format || std::ranges::count(files_, format, &FileOutput::format) > 0;
}

bool CheckOutputs::is_site(const FileOutput& file) const {
  return file.format == CheckFormat::Html && tools::is_site(file.path);
}

bool CheckOutputs::takes_standard_output() const {
  return std::ranges::any_of(files_, [](const FileOutput& file) { return is_standard_output(file.path); });
}

ReportDetail CheckOutputs::detail(const TextOptions& text) const {
  const bool has_data = has(CheckFormat::Json) || has(CheckFormat::Ndjson);
  const bool has_tests = has(CheckFormat::Junit) || has(CheckFormat::Tap);
  return {.settled_findings = text.with_all || has_data || has_tests,
          .rights = text.with_rights || has_data || has_tests || has(CheckFormat::Html)};
}

std::unique_ptr<ReportWriter> CheckOutputs::writer() {
  std::vector<std::unique_ptr<ReportWriter>> writers;
  if (format_ != CheckFormat::Html) writers.push_back(writer_of(format_, text_, output_));
  Sink* mistakes = format_ == CheckFormat::Html ? static_cast<Sink*>(&output_) : nullptr;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (is_site(files_[i])) {
      SiteFolder& folder = sites_.try_emplace(i, files_[i].path).first->second;
      // The form on standard output tells mistakes; no page does it again.
      auto site = std::make_unique<HtmlSite>(folder, nowhere_, Color::Off);
      pages_.writers.push_back(site.get());
      writers.push_back(std::move(site));
    } else if (files_[i].format != CheckFormat::Html) {
      writers.push_back(writer_of(files_[i].format, without_terminal(text_), texts_[i]));
    } else if (mistakes == nullptr) {
      mistakes = &texts_[i];  // they are on the page; what comes here is not written
    }
  }
  if (mistakes != nullptr) {
    auto page = std::make_unique<HtmlReport>(*mistakes, text_.error_color);
    page_ = page.get();
    pages_.writers.push_back(page_);
    pages_.have_receipts = true;
    writers.push_back(std::move(page));
  }
  return writers.size() == 1 ? std::move(writers.front()) : tee(std::move(writers));
}

bool CheckOutputs::write(const InputFiles& inputs, Color error_color) {
  if (format_ == CheckFormat::Html) output_.write(page_->html());
  Diagnostics diagnostics;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    const std::string& text = texts_[i].text;
    if (const auto site = sites_.find(i); site != sites_.end()) {
      site->second.finish(diagnostics);
      continue;
    }
    write_file(files_[i].path, files_[i].format == CheckFormat::Html ? page_->html() : text, inputs, output_,
               diagnostics);
  }
  if (diagnostics.all().empty()) return true;
  output_.write_mistakes(diagnostics_text(diagnostics, {}, error_color));
  return false;
}

}  // namespace precept::tools
