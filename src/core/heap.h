#pragma once
// The program's own `operator new`: what is large lies in large pages (docs/decisions/0014-large-pages.md), and what each thread
// takes is counted. Libraries that the program loads use it as well. Sanitizers keep theirs, and then nothing is counted.

#include <cstdint>

namespace hfi {

// Bytes that this thread has taken through `operator new` less those that it has given back; less than 0 when it gave back what
// others took. The difference of two calls is what the work between them keeps, whatever other threads do meanwhile.
std::int64_t heap_bytes_of_this_thread();

// Gives free memory back to the system.
void trim_heap();

// Programs that call it are linked with the operators above.
void use_own_operator_new();

}  // namespace hfi
