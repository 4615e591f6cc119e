#pragma once
// The contract of one task: what it takes, what it gives and what it needs, as its schema file says.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tasks/contract/references.h"
#include "tasks/contract/schema.h"

namespace hfi::tasks {

enum class Section { inputs, options };

// Where a value goes that a request gives under some name: its section and its own name there.
struct Destination {
  Section section;
  std::string name;
};
using AcceptedNames = std::map<std::string, Destination, std::less<>>;

struct Contract {
  std::string task;
  std::vector<std::string> aliases;
  std::vector<std::string> devices;    // it runs on one of these; empty: on any
  std::optional<std::string> streams;  // token, progress, audio
  json::Object document;               // the whole file without references, as it is served

  Schema inputs;
  Schema options;
  Schema output;
  AcceptedNames accepted_inputs;  // own names, x-aliases, and names of options with x-accepted-in
  AcceptedNames accepted_options;
  json::Object defaults;  // of the options that have one
};

// From the schema file `file` among `files`, which must be of the shape that `shape` describes. Fails
// with internal_error naming what is wrong in it.
Result<Contract> make_contract(const SchemaFiles& files, std::string_view file,
                               const Schema& shape);

// The contract as `GET /api/tasks` lists it.
json::Object listed(const Contract& contract, bool supported);

// The first example, with `<base64 of cat.jpg>` where a file is meant.
json::Object shown_example(const Contract& contract);

}  // namespace hfi::tasks
