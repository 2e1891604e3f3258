// What the editor works on: its buffers, the folders that it has open, and the policies in them.
//
//     state(root_of("/hall/voting.precept"))      `part of hall`: the policy /hall/hall.precept, with this
//     part
//
// A policy is analysed when it is asked for and something that it was made of has changed; what did not
// change is not parsed again. Buffers count in place of their files. Errors: what cannot be read is a mistake
// of the state, as the compiler tells it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <typeindex>
#include <vector>

#include "authoring/server/documents/documents.h"
#include "authoring/server/workspace/policy_state.h"
#include "compiler/parse/file_head.h"
#include "compiler/parse/parse_cache.h"

namespace precept::server {

enum class DocumentKind { Policy, Tests, Record, Other };  ///< Record: JSON or YAML
DocumentKind kind_of(const std::filesystem::path& file);
FileHead head_of(const Document& document);

/// What other parts of Precept add to a policy's mistakes and to its editing.
struct WorkspaceHooks {
  /// Adds what is doubtful in a policy without mistakes of syntax.
  std::function<void(const Analysis&, const Sources&, Diagnostics&)> lint = {};
  /// The text in its one layout; empty: nothing to change, or it cannot be laid out.
  std::function<std::string(const std::string& name, const std::string& text)> format = {};
  /// The URI of the page of codes (docs/diagnostics.md); empty: none is at hand.
  std::string page_of_codes = {};
};

class Workspace {
 public:
  explicit Workspace(WorkspaceHooks hooks = {}) : hooks_(std::move(hooks)) {}

  Documents documents;
  std::vector<std::filesystem::path> folders;

  const WorkspaceHooks& hooks() const { return hooks_; }

  /// The files of a folder with what they declare to be, buffers that were never saved among them.
  std::vector<HeadedFile> headed_files(const std::filesystem::path& folder) const;
  /// The policy that a file is a part of; a policy or module itself.
  std::filesystem::path root_of(const std::filesystem::path& file) const;
  /// The state of a policy or module now.
  std::shared_ptr<const PolicyState> state(const std::filesystem::path& root);
  /// The same for a question about one place of a buffer that is being typed in: of a long policy that
  /// changed only what is declared is looked at and the clause around the place, so that nobody waits for the
  /// others. Its offsets are those of the buffer; its mistakes mean nothing.
  std::shared_ptr<const PolicyState> state_near(const Document& document, std::uint32_t offset);
  /// The state as it was last asked for; null where it never was. It may be out of date.
  std::shared_ptr<const PolicyState> known_state(const std::filesystem::path& root) const;
  bool is_fresh(const PolicyState& state) const;
  /// The states of all policies and modules around that have this file, its own first.
  std::vector<std::shared_ptr<const PolicyState>> states_with(const std::filesystem::path& file);

  /// The policies in the folders and beside the buffers.
  const std::set<std::filesystem::path>& policies();
  /// Whatever lies on the disk may have changed.
  void files_changed() {
    ++epoch_;
    are_policies_known_ = false;
  }
  std::uint64_t epoch() const { return epoch_; }
  FileStamp stamp_of(const std::filesystem::path& file) const;
  /// Makes `sources` read buffers in place of files.
  void put_buffers(Sources& sources) const;
  /// How often a policy was analysed.
  std::size_t analysed_count() const { return analysed_count_; }
  ParseCache& parsed() { return parsed_; }
  /// What a feature keeps between questions: one for each type.
  template <class T>
  T& kept() {
    std::shared_ptr<void>& slot = kept_[typeid(T)];
    if (!slot) slot = std::make_shared<T>();
    return *static_cast<T*>(slot.get());
  }

 private:
  /// Where a question stands that the other clauses have nothing to do with.
  struct Focus {
    const Document& document;
    std::uint32_t offset;
  };
  std::shared_ptr<PolicyState> analysed(const std::filesystem::path& root, const Focus* focus = nullptr);
  void put_focused(const std::filesystem::path& root, const Focus& focus, Sources& sources) const;
  void add_mistakes(PolicyState& state, FileId file) const;
  void add_lock(PolicyState& state) const;
  void add_stamps(PolicyState& state) const;
  void find_policies(const std::filesystem::path& folder, bool with_folders_below);

  WorkspaceHooks hooks_;
  ParseCache parsed_, parsed_near_;
  std::map<std::filesystem::path, std::shared_ptr<const PolicyState>> states_;
  std::map<std::type_index, std::shared_ptr<void>> kept_;
  struct LastFocused {
    std::uint64_t revision = 0, epoch = 0;
    std::filesystem::path file;
    std::uint32_t offset = 0;
    std::shared_ptr<const PolicyState> state;
  } last_focused_;
  std::set<std::filesystem::path> policies_;
  bool are_policies_known_ = false;
  std::uint64_t epoch_ = 1;
  std::size_t analysed_count_ = 0;
};

}  // namespace precept::server
