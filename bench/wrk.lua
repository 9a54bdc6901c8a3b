-- What wrk asks, and what it hears: the script of bench/wrk.py, for one thread.
--
--     wrk … -s bench/wrk.lua ADDRESS -- WEIGHT:FILE … [heard=FILE]
--
-- A line of a FILE is a path, with an ETag behind a tab where that is sent along. Of each round,
-- WEIGHT requests are of that file, in turn; behind its last line it begins again. With `heard`
-- each distinct answer is kept there, behind a line of its status, ETag, scope and length.

local weights, files = {}, {}
local heard, known = nil, {}
local statuses = {}
local round, asked = {}, 0

local function read(name)
   local requests = {}
   for line in io.lines(name) do
      local path, tag = line:match("^([^\t]*)\t?(.*)$")
      local headers = tag ~= "" and { ["If-None-Match"] = tag } or nil
      requests[#requests + 1] = wrk.format("GET", path, headers)
   end
   return { requests = requests, next = 0 }
end

function init(arguments)
   for _, argument in ipairs(arguments) do
      local weight, name = argument:match("^(%d+):(.*)$")
      if weight then
         local file = read(name)
         files[#files + 1], weights[#files + 1] = file, tonumber(weight)
      else
         heard = assert(io.open(argument:match("^heard=(.*)$"), "wb"))
      end
   end
   -- The files take turns as evenly as their weights let them.
   local total, owed = 0, {}
   for each, weight in ipairs(weights) do
      total, owed[each] = total + weight, 0
   end
   for _ = 1, total do
      local most = 1
      for each, weight in ipairs(weights) do
         owed[each] = owed[each] + weight
         if owed[each] > owed[most] then most = each end
      end
      owed[most] = owed[most] - total
      round[#round + 1] = files[most]
   end
   if heard then response = hear end
end

function request()
   local file = round[asked % #round + 1]
   asked = asked + 1
   local wanted = file.requests[file.next % #file.requests + 1]
   file.next = file.next + 1
   return wanted
end

function hear(status, headers, body)
   local tag, scope = headers["etag"] or "-", headers["reelhouse-scope"] or "-"
   local answer = table.concat({ status, tag, scope, #body }, "\t") .. "\n" .. body
   if not known[answer] then
      known[answer] = true
      heard:write(answer, "\n")
      heard:flush()
   end
end

function done(summary, latency)
   local errors = summary.errors
   io.stderr:write(string.format(
      '{"requests": %d, "seconds": %f, "bytes": %d, "p50": %f, "p99": %f, "longest": %f,'
         .. ' "refused": %d, "unanswered": %d}\n',
      summary.requests, summary.duration / 1e6, summary.bytes,
      latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3,
      errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
