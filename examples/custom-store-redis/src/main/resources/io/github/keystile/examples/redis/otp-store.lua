-- The verbs of an OtpStore. Redis runs one script at a time, so each verb is one step to everybody else.
--
-- KEYS[1]                    what all keys begin with
-- <prefix>challenge:<id>     hash: the fields of a challenge
-- <prefix>subject:<subject>  sorted set: ids of its challenges by issuedAt
-- <prefix>hash:<hash>        string: id of the challenge with this hash; no two have the same
-- <prefix>expiries           sorted set: all ids by expiresAt
local prefix, verbs = KEYS[1], {}
local expiries = prefix .. 'expiries'

local function challenge(id) return prefix .. 'challenge:' .. id end
local function subject(text) return prefix .. 'subject:' .. text end
local function byHash(hash) return prefix .. 'hash:' .. hash end
local function text(id, field) return redis.call('HGET', challenge(id), field) end
local function number(id, field) return tonumber(text(id, field)) end

local function set(id, ...)
    redis.call('HSET', challenge(id), ...)
    redis.call('ZADD', subject(text(id, 'subject')), text(id, 'issuedAt'), id)
    redis.call('ZADD', expiries, text(id, 'expiresAt'), id)
    redis.call('SET', byHash(text(id, 'secretHash')), id)
end

local function delete(id)
    redis.call('ZREM', subject(text(id, 'subject')), id)
    redis.call('ZREM', expiries, id)
    redis.call('DEL', byHash(text(id, 'secretHash')))
    redis.call('DEL', challenge(id))
end

local function count(id, claim, change)
    for _, field in ipairs({'attempts', claim == 'WITHOUT_ID' and 'attemptsWithoutId' or nil}) do
        set(id, field, math.max(0, number(id, field) + change))
    end
end

-- The arguments are names and values in turn, the id first.
function verbs.insert(_, id, ...)
    if redis.call('EXISTS', challenge(id)) == 1 then return 0 end
    set(id, 'id', id, ...)
    return 1
end

function verbs.find(id)
    return redis.call('HGETALL', challenge(id))
end

function verbs.findLink(purpose, hash)
    local id = redis.call('GET', byHash(hash))
    return id and text(id, 'purpose') == purpose and verbs.find(id) or {}
end

function verbs.newest(whose, purpose, expiringAfter, limit)
    local found = {}
    for _, id in ipairs(redis.call('ZREVRANGE', subject(whose), 0, -1)) do
        if #found < tonumber(limit) and text(id, 'purpose') == purpose
                and number(id, 'expiresAt') > tonumber(expiringAfter) then
            table.insert(found, verbs.find(id))
        end
    end
    return found
end

function verbs.claimAttempt(id, claim, now)
    local open = text(id, 'id') and number(id, 'expiresAt') > tonumber(now)
        and number(id, 'attempts') < number(id, 'maxAttempts')
        and (claim == 'WITH_ID' or number(id, 'attemptsWithoutId') < number(id, 'maxAttemptsWithoutId'))
    if not open then return {} end
    count(id, claim, 1)
    return verbs.find(id)
end

function verbs.giveBackAttempt(id, claim, hash, expiresAtLeast)
    if text(id, 'secretHash') ~= hash then return 0 end
    count(id, claim, -1)
    if tonumber(expiresAtLeast) > number(id, 'expiresAt') then set(id, 'expiresAt', expiresAtLeast) end
    return 1
end

function verbs.replaceCode(id, oldHash, newHash, issuedAt, expiresAt)
    if text(id, 'secretHash') ~= oldHash then return 0 end
    redis.call('DEL', byHash(oldHash))
    set(id, 'secretHash', newHash, 'issuedAt', issuedAt, 'expiresAt', expiresAt, 'attempts', 0, 'attemptsWithoutId', 0)
    return 1
end

function verbs.consume(id, hash)
    if text(id, 'secretHash') ~= hash then return 0 end
    delete(id)
    return 1
end

function verbs.deleteAll(whose)
    for _, id in ipairs(redis.call('ZRANGE', subject(whose), 0, -1)) do delete(id) end
    return 0
end

function verbs.purge(expiredBefore, limit)
    local expired = redis.call('ZRANGEBYSCORE', expiries, '-inf', '(' .. expiredBefore, 'LIMIT', 0, limit)
    for _, id in ipairs(expired) do delete(id) end
    return #expired
end

return verbs[ARGV[1]](unpack(ARGV, 2))
