-- The verbs of an OtpStore. Redis runs one script at a time, so each verb is one step to everybody else.
--
-- KEYS[1]                    what all keys begin with
-- <prefix>challenge:<id>     hash: the fields of a challenge
-- <prefix>subject:<subject>  sorted set: ids of its challenges by issuedAt
-- <prefix>link:<hash>        string: id of the link challenge with this hash
-- <prefix>expiries           sorted set: all ids by expiresAt
local prefix = KEYS[1]
local expiries = prefix .. 'expiries'
local verbs = {}

local function challenge(id) return prefix .. 'challenge:' .. id end
local function subjectOf(id) return prefix .. 'subject:' .. redis.call('HGET', challenge(id), 'subject') end
local function link(hash) return prefix .. 'link:' .. hash end
local function isLink(id) return redis.call('HGET', challenge(id), 'purpose') == 'PASSWORD_RESET_LINK' end
local function hasHash(id, hash) return redis.call('HGET', challenge(id), 'secretHash') == hash end

local function number(id, field) return tonumber(redis.call('HGET', challenge(id), field)) end

local function index(id)
    redis.call('ZADD', subjectOf(id), number(id, 'issuedAt'), id)
    redis.call('ZADD', expiries, number(id, 'expiresAt'), id)
    if isLink(id) then redis.call('SET', link(redis.call('HGET', challenge(id), 'secretHash')), id) end
end

local function unindex(id)
    redis.call('ZREM', subjectOf(id), id)
    redis.call('ZREM', expiries, id)
    if isLink(id) then redis.call('DEL', link(redis.call('HGET', challenge(id), 'secretHash'))) end
end

local function delete(id)
    unindex(id)
    redis.call('DEL', challenge(id))
end

-- The arguments are names and values in turn, the id first.
function verbs.insert(_, id, ...)
    if redis.call('EXISTS', challenge(id)) == 1 then return 0 end
    redis.call('HSET', challenge(id), 'id', id, ...)
    index(id)
    return 1
end

function verbs.find(id)
    return redis.call('HGETALL', challenge(id))
end

function verbs.findLink(hash)
    local id = redis.call('GET', link(hash))
    return id and verbs.find(id) or {}
end

function verbs.newest(subject, purpose, expiringAfter, limit)
    local found = {}
    for _, id in ipairs(redis.call('ZREVRANGE', prefix .. 'subject:' .. subject, 0, -1)) do
        if #found == tonumber(limit) then break end
        if redis.call('HGET', challenge(id), 'purpose') == purpose
                and number(id, 'expiresAt') > tonumber(expiringAfter) then
            table.insert(found, verbs.find(id))
        end
    end
    return found
end

function verbs.claimAttempt(id, claim, now)
    if redis.call('EXISTS', challenge(id)) == 0
            or tonumber(now) >= number(id, 'expiresAt')
            or number(id, 'attempts') >= number(id, 'maxAttempts') then
        return {}
    end
    if claim == 'WITHOUT_ID' then
        if number(id, 'attemptsWithoutId') >= number(id, 'maxAttemptsWithoutId') then return {} end
        redis.call('HINCRBY', challenge(id), 'attemptsWithoutId', 1)
    end
    redis.call('HINCRBY', challenge(id), 'attempts', 1)
    return verbs.find(id)
end

function verbs.giveBackAttempt(id, claim, hash, expiresAtLeast)
    if not hasHash(id, hash) then return 0 end
    redis.call('HSET', challenge(id), 'attempts', math.max(0, number(id, 'attempts') - 1))
    if claim == 'WITHOUT_ID' then
        redis.call('HSET', challenge(id), 'attemptsWithoutId', math.max(0, number(id, 'attemptsWithoutId') - 1))
    end
    if tonumber(expiresAtLeast) > number(id, 'expiresAt') then
        redis.call('HSET', challenge(id), 'expiresAt', expiresAtLeast)
        index(id)
    end
    return 1
end

function verbs.replaceCode(id, oldHash, newHash, issuedAt, expiresAt)
    if not hasHash(id, oldHash) then return 0 end
    unindex(id)
    redis.call('HSET', challenge(id), 'secretHash', newHash, 'issuedAt', issuedAt, 'expiresAt', expiresAt,
        'attempts', 0, 'attemptsWithoutId', 0)
    index(id)
    return 1
end

function verbs.consume(id, hash)
    if not hasHash(id, hash) then return 0 end
    delete(id)
    return 1
end

function verbs.deleteAll(subject)
    for _, id in ipairs(redis.call('ZRANGE', prefix .. 'subject:' .. subject, 0, -1)) do delete(id) end
    return 0
end

function verbs.purge(expiredBefore, limit)
    local expired = redis.call('ZRANGEBYSCORE', expiries, '-inf', '(' .. expiredBefore, 'LIMIT', 0, limit)
    for _, id in ipairs(expired) do delete(id) end
    return #expired
end

return verbs[ARGV[1]](unpack(ARGV, 2))
